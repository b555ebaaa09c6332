// Drafts live in sessionStorage under "draft:<path>#<form id>". A draft that was submitted is kept as "sent" until the
// server has answered with a page: going back after a dropped line still finds it.
export const keyOf = (form) => `draft:${location.pathname}#${form.id}`;

export function forgetSent() {
  const how = performance.getEntriesByType("navigation")[0]?.type;
  if (how !== "navigate" || "luring" in document.documentElement.dataset) return; // no answer of the server
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith("draft:") && JSON.parse(sessionStorage[key]).sent) sessionStorage.removeItem(key);
  }
}
