"""Made-up input of any size, from one county to a nation: invented places, nobody's data, the same bytes for the same seed."""
