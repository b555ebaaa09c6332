// A form is sent once: after the first tap its buttons rest until the answer comes or the person returns.
export default function once(form) {
  const buttons = () => form.querySelectorAll("button:not([type=button])");

  form.addEventListener("submit", (event) => {
    // After this event, so that the pressed button's own name and value are still sent.
    setTimeout(() => {
      if (event.defaultPrevented) return;
      for (const button of buttons()) {
        button.disabled = true;
        button.setAttribute("aria-busy", "true");
      }
    });
  });
  addEventListener("pageshow", () => {
    for (const button of buttons()) {
      if (!button.hasAttribute("aria-busy")) continue;
      button.disabled = false;
      button.removeAttribute("aria-busy");
    }
  });
}
