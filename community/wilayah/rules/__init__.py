"""How files of regions and schools are read, and what one row must hold. No database."""
