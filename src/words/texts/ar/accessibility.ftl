# إمكانية الوصول
access-title = إمكانية الوصول
access-lead = يجب أن يستطيع الجميع استخدام هذا الموقع.
access-norm = هدفنا هو WCAG 2.2 بالمستوى AA. ويطلب القانون WCAG 2.1 بالمستوى AA ‏(EN 301 549).
access-how = كيف نصنع الموقع
access-how-keyboard = يمكنك أن تفعل كل شيء بلوحة المفاتيح.
access-how-script = يعمل كل شيء من دون JavaScript، وعلى هاتف قديم أيضًا.
access-how-large = يمكنك تكبير الحروف، واستخدام ألوان جهازك.
access-how-time = خذ وقتك. ما تكتبه عن مبادرة يبقى محفوظًا.
access-known = ما ليس جيدًا بعد
access-known-checked = لم يفحص أحد من الخارج هذا الموقع بعد. لذلك لا نقول إنه يفي بكل المتطلبات.
access-known-words = القصص مكتوبة بلغة كاتبها.
access-known-pictures = من يضيف صورة يكتب ما فيها. وليس هذا واضحًا دائمًا.
access-contact = هل هناك شيء لا يعمل عندك؟
access-contact-text = أخبرنا:
access-contact-none = أخبرنا. تجد في رسالتك كيف تتواصل معنا.
