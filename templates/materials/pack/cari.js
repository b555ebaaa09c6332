// Shows the lines that hold every word that is typed. A plain script: from a folder a browser loads no modules.
(function () {
  "use strict";
  var input = document.getElementById("cari");
  var lines = Array.prototype.slice.call(document.querySelectorAll("#daftar > li"));
  var count = document.getElementById("jumlah");

  function look() {
    var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    var shown = 0;
    lines.forEach(function (line) {
      var fits = words.every(function (word) { return line.dataset.kata.indexOf(word) !== -1; });
      line.hidden = !fits;
      if (fits) shown += 1;
    });
    count.textContent = words.length ? (shown ? shown + " materi ditemukan" : "Tidak ada yang cocok. Coba kata yang lebih pendek.") : "";
  }

  document.getElementById("pencarian").hidden = false;
  input.addEventListener("input", look);
  look();
})();
