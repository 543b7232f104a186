"""What every page is made of: tokens, partials, the pattern page, static files, the middleware of the browser's side."""
