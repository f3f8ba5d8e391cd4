"""Documents that editors bring in through the screen: drafts, their preview, publishing and undoing."""
