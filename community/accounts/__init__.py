"""People, sign-in, sessions, one-time codes, appointments."""
