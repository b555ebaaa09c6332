"""What sockets and pages of the shared notulen share: who is there, what is sent, how fast one may go."""
