// Puts a map that can be moved and enlarged in place of the drawn one; without it the drawing stays.
"use strict";
(async () => {
  const box = document.getElementById("peta");
  if (!box || !window.L) return;
  const answer = await fetch(box.dataset.source, { credentials: "same-origin" });
  if (!answer.ok) return;
  const areas = await answer.json();
  if (areas.features.length === 0) return;
  document.getElementById("gambar-peta").hidden = true;
  box.hidden = false;
  const map = L.map(box, { attributionControl: false, scrollWheelZoom: false, zoomControl: false });
  L.control.zoom({ zoomInTitle: box.dataset.in, zoomOutTitle: box.dataset.out }).addTo(map);
  const layer = L.geoJSON(areas, {
    style: (area) => ({ className: "area band-" + area.properties.band, weight: 1 }),
    onEachFeature: (area, shape) => {
      shape.bindTooltip(area.properties.told, { sticky: true });
      shape.on("click", () => window.location.assign(area.properties.link));
    },
  }).addTo(map);
  map.fitBounds(layer.getBounds());
})();
