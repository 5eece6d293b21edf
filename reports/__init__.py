"""What a leader takes home: the words, charts and files made from the marts, for pages and the command line alike."""
