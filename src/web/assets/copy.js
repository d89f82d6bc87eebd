// A button beside each field with something to pass on, which copies it. Without scripts the fields can be copied by hand.
'use strict';
for (const button of document.querySelectorAll('[data-copy]')) {
  const field = document.getElementById(button.dataset.copy);
  const words = button.textContent;
  button.hidden = false;
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(field.value.trim());
    } catch {
      // Browsers without a clipboard for scripts, and pages without HTTPS.
      field.select();
      document.execCommand('copy');
    }
    button.textContent = button.dataset.done;
    document.getElementById('copied').textContent = button.dataset.done;
    setTimeout(() => {
      button.textContent = words;
      document.getElementById('copied').textContent = '';
    }, 4000);
  });
}
