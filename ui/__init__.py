"""The screens: Streamlit over HTTP."""
