"""One screen a file, with its flow: it shows its part of a view, and knows no other screen."""
