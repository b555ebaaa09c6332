"""Long teacher lists for the journeys."""


def teacher_list(number: int) -> bytes:
    """A CSV file of that many teachers of SDN 1 Banjarwangi, each like nobody else."""
    lines = ["Nama;NUPTK;NPSN;Email"]
    for each in range(number):
        letters = "".join(chr(ord("a") + int(digit)) for digit in str(each))
        lines.append(f"Guru Ke{letters};{7000000000000000 + each};20225687;guru{each}@contoh.id")
    return "\n".join(lines).encode()
