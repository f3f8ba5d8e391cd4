"""Personal data in what people type: noticed by what it is, and replaced by placeholders."""
