"""Dutch, as far as proposals need it: words and their forms, clauses, who acts in them and what they do."""
