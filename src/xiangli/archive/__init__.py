"""Archive 归档: the order, the catalogue and the term of a matter's papers, by the rules of townships and of villages."""
