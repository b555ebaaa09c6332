"""Working groups: membership, offices, invitations, import of a teacher list."""
