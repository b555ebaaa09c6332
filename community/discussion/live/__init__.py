"""What sockets and pages of a room share: who is there, what is sent, how fast one may go, the protocol as data."""
