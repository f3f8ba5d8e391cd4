"""The API as the screens call it: one module for each part of it; ui.api_client puts them together."""
