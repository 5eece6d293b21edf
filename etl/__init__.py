"""Reading documents and tables, and building the warehouse from them."""
