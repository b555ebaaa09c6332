"""What a message is made of, and which kinds of events a stream knows."""
