"""One grammar of figures: `write` formats what `read` reads back."""
