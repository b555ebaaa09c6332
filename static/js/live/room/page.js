// The marked parts of the page of a room.
export const part = (name) => document.querySelector(`[data-part="${name}"]`);
