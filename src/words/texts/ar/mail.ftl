# رسائل البريد
mail-sign-in-subject = رابط تسجيل الدخول
mail-sign-in-text = طلب شخص ما تسجيل الدخول إلى wijkkas بهذا العنوان. هل كان ذلك أنت؟ إذًا اضغط على الزر.
mail-sign-in-button = تسجيل الدخول
mail-sign-in-ends = الرابط صالح لمدة 20 دقيقة، ومرة واحدة فقط.
mail-sign-in-not-you = لم يكن ذلك أنت؟ إذًا لا حاجة إلى فعل أي شيء.
mail-footer = Wijkkas. لا نسألك أبدًا عن بياناتك البنكية أو رقم BSN الخاص بك.
