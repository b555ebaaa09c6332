// Saves each mark of the attendance sheet as it is made, so that a phone that dies at row 60 has lost nothing. What could
// not be sent waits and is sent with the next; the button saves all in the plain way.
const PAUSE = 400;

export default function sheet(form) {
  const state = form.querySelector("[data-state]");
  let timer = null;
  let sending = false;

  form.addEventListener("change", (event) => {
    if (!event.target.name?.startsWith("status-")) return;
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE);
  });
  window.addEventListener("online", send);
  form.addEventListener("submit", () => clearTimeout(timer));

  async function send() {
    const marks = waiting(form);
    if (!marks.length || sending) return;
    sending = true;
    state.textContent = "Menyimpan…";
    const body = new URLSearchParams([["csrf_token", form.elements.csrf_token.value]]);
    for (const [guru, was, status] of marks) {
      body.append(`was-${guru}`, was);
      body.append(`status-${guru}`, status);
    }
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(await reason(answer));
      for (const [guru, , status] of marks) form.elements[`was-${guru}`].value = status;
      state.textContent = "Tersimpan.";
    } catch (error) {
      state.textContent = error instanceof TypeError ? "Belum tersimpan: tidak ada sambungan. Dicoba lagi." : error.message;
      if (error instanceof TypeError) timer = setTimeout(send, 5000);
    } finally {
      sending = false;
    }
    if (state.textContent === "Tersimpan." && waiting(form).length) send();
  }

  // On a slow line the first marks are made before this module has come.
  if (waiting(form).length) send();
}

async function reason(answer) {
  const said = await answer.json().catch(() => ({}));
  return said.detail ?? "Belum tersimpan. Tekan Simpan kehadiran.";
}

function waiting(form) {
  return [...form.querySelectorAll("input[type=radio]:checked")]
    .map((radio) => [radio.name.slice("status-".length), radio.value])
    .map(([guru, status]) => [guru, form.elements[`was-${guru}`].value, status])
    .filter(([, was, status]) => was !== status);
}
