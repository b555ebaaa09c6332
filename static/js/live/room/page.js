// The marked parts of the page of a room.
export const part = (name) => document.querySelector(`[data-part="${name}"]`);

// A sentence about what could not be done, for a while at the foot of the room.
export function complain(words) {
  const toast = document.createElement("p");
  toast.className = "room-complaint toast tone-no";
  toast.setAttribute("role", "alert");
  toast.textContent = words;
  document.body.append(toast);
  setTimeout(() => toast.remove(), 8000);
}
