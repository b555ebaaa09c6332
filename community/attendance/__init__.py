"""Who was there, how we know, corrections."""
