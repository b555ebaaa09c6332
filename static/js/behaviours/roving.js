// The attendance sheet by keyboard: H T I S and - mark the row and go to the next, arrows up and down change the row.
// Belongs on the form or table that holds the rows; each row is a fieldset.seg.
export default function roving(sheet) {
  const rows = [...sheet.querySelectorAll(".seg:not([disabled])")];

  sheet.addEventListener("keydown", (event) => {
    const at = rows.indexOf(event.target.closest(".seg"));
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowDown") enter(rows[at + 1]);
    else if (event.key === "ArrowUp") enter(rows[at - 1]);
    else if (!mark(rows[at], event.key)) return;
    else enter(rows[at + 1]);
    event.preventDefault();
  });
}

function enter(row) {
  const radio = row?.querySelector(":checked") ?? row?.querySelector("input");
  radio?.focus();
  row?.scrollIntoView({ block: "nearest" });
}

function mark(row, key) {
  const letter = key === "-" ? "–" : key.toUpperCase();
  const label = [...row.querySelectorAll("label")].find((one) => one.textContent.trim() === letter);
  if (!label) return false;
  const radio = label.querySelector("input");
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
  radio.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}
