# حول كل صفحة
skip = الانتقال إلى المحتوى
nav-label = القائمة
nav-mine = رصيدي
languages = اللغة
footer-never = لن نطلب منك أبدًا بياناتك البنكية أو رقم BSN (رقم خدمة المواطن في هولندا).
to-front = إلى الصفحة الرئيسية
error-title = خطأ:
error-summary = هناك شيء غير صحيح
