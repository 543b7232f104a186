"""Divisions of Hunan (2023 edition) and the names and codes that earlier editions held. See NOTICE."""
