"""What the browser gets before any page: Streamlit's one HTML file, in Chinese."""
