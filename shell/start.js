// Begins at once what Streamlit would begin one after the other: see shell/chinese.py.
// Streamlit first asks its server twice whether it is there, on a page opened by its own address even below that address, where
// nothing is. Told both answers it connects straight away, and asks in the background (streamlit pull request 13342).
window.__streamlit = {
  BACKEND_BASE_URL: new URL(".", location.href).href,
  HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false, metricsUrl: "" },
};
