// Fills in where the phone is, when its owner asks for it. Without it the fields are typed.
"use strict";
(() => {
  const words = document.currentScript.dataset;
  const button = document.getElementById("isi-tempat");
  const told = document.getElementById("tempat-terisi");
  const side = (name) => document.getElementById(`kunjungan_${name}`);
  if (!button || !navigator.geolocation) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        side("latitude").value = coords.latitude.toFixed(6);
        side("longitude").value = coords.longitude.toFixed(6);
        told.textContent = words.filled;
      },
      () => { told.textContent = words.fails; },
      { enableHighAccuracy: true, timeout: 20000 },
    );
  });
})();
