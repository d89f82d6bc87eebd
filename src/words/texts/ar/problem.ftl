# عندما لا يمكن عرض صفحة
problem-not-found = هذه الصفحة غير موجودة
problem-not-found-text = ربما العنوان غير كامل. يرجى البدء من جديد من الصفحة الرئيسية.
problem-no-visit = يرجى كتابة رمزك أولًا
problem-no-visit-text = انتهت زيارتك، أو لم يُكتب رمز بعد. الرمز موجود في رسالتك.
problem-unreadable = لم نتمكن من قراءة هذا
problem-unreadable-text = يرجى الرجوع والمحاولة من جديد.
problem-refused = هذا غير ممكن
problem-busy = هناك ضغط كبير الآن
problem-busy-text = لم يتغير شيء. يرجى المحاولة من جديد بعد دقيقة.
problem-unknown = لسنا متأكدين من أن هذا قد حُفظ
problem-unknown-text = يرجى النظر إلى رصيدك بعد دقيقة، قبل المحاولة من جديد.
problem-ours = حدث خطأ عندنا
problem-ours-text = نعتذر لك. لم يضِع شيء من نقودك. يرجى المحاولة لاحقًا.
problem-not-signed-in = يرجى تسجيل الدخول أولًا
problem-not-signed-in-text = لم يُسجَّل دخولك، أو مضى وقت طويل على ذلك.
problem-link-over = هذا الرابط لم يعد صالحًا
problem-link-over-text = الرابط صالح مرة واحدة ولمدة 20 دقيقة. يرجى طلب رابط جديد.
