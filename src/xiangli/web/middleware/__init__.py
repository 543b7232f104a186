"""Middleware of pages: content security policy and the language chosen by switch."""
