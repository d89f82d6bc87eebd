# Voorpagina
front-title = Samen sparen voor uw buurt
front-lead = Hebt u een brief gekregen met een code? Dan kiest u mee wat er in uw buurt gebeurt.
code-label = De code uit uw brief
code-hint = 11 letters en cijfers, bijvoorbeeld ABCD-EFGH-JKM
code-button = Verder
code-empty = Vul de code in die in uw brief staat.
code-too-short = { $found ->
    [one] Een code heeft 11 tekens. U vulde er { $found } in. Vul de hele code in.
   *[other] Een code heeft 11 tekens. U vulde er { $found } in. Vul de hele code in.
}
code-too-long = Een code heeft 11 tekens. U vulde er meer in. Vul alleen de code in.
code-symbol = Het teken “{ $symbol }” staat nooit in een code. Kijk nog eens goed in uw brief.
code-slip = Eén teken klopt niet, of twee tekens zijn omgewisseld. Kijk nog eens goed in uw brief.
code-unknown = Wij kennen deze code niet. Kijk nog eens goed in uw brief.
code-slow-down = { $seconds ->
    [one] Er zijn hier te vaak codes ingevuld. Probeer het over één seconde opnieuw.
   *[other] Er zijn hier te vaak codes ingevuld. Probeer het over { $seconds } seconden opnieuw.
}
front-initiatives = Hiervoor sparen uw buren in { $programme }
front-none = Er zijn op dit moment geen open initiatieven.
