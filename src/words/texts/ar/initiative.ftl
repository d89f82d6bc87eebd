# المبادرات
card-money = { $pot } من { $target }
card-supporters = { $count ->
    [zero] لا يوجد دعم بعد
    [one] يشارك واحد من السكان
    [two] يشارك اثنان من السكان
    [few] يشارك { $count } من السكان
    [many] يشارك { $count } من السكان
   *[other] يشارك { $count } من السكان
}
card-until = { $left ->
    [zero] اليوم هو آخر يوم، { $day }
    [one] حتى نهاية يوم { $day }، بقي يوم واحد
    [two] حتى نهاية يوم { $day }، بقي يومان
    [few] حتى نهاية يوم { $day }، بقيت { $left } أيام
    [many] حتى نهاية يوم { $day }، بقي { $left } يومًا
   *[other] حتى نهاية يوم { $day }، بقي { $left } يوم
}
card-untitled = المبادرة { $number }
initiative-give = دعم هذه المبادرة
status-draft = ما زالت تُكتب
status-submitted = بانتظار الموافقة
status-changes-asked = يجري تعديلها
status-approved = ستُفتح قريبًا
status-rejected = لم تتم الموافقة عليها
status-open = مفتوحة
status-paused = متوقفة مؤقتًا
status-reconsidered = اقتربت من النجاح: أصحاب المبادرة يشرحون ما يمكن فعله الآن
status-explained = اقتربت من النجاح: ما زال بإمكانك المساعدة
status-funded = نجحت!
status-payout-pending = نجحت! المال في الطريق
status-paid = دُفع المال
status-in-progress = يجري تنفيذها
status-report-due = بانتظار التقرير
status-reported = وصل التقرير
status-closed = انتهت
status-not-carried-out = لن تُنفَّذ
status-written-off = لم تُنفَّذ
status-ended = لم تنجح: عاد المال إلى الجميع
initiative-needs = ما الذي يلزم أيضًا
initiative-granted = أعطى الصندوق المشترك للحي { $amount }.
