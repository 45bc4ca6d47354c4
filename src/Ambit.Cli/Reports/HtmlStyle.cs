namespace Ambit.Cli.Reports;

/// <summary>The report's style sheet.</summary>
internal static class HtmlStyle
{
    public const string Sheet = """
        :root { --bg:#fbfbfa; --fg:#1d2126; --sub:#5d6670; --card:#fff; --line:#dfe2e6; --critical:#b3261e; --high:#c4560c; --medium:#8a6d00; --low:#4f6272; --used:#2a7f62; --unused:#d9743f; --blind:#b9c0c8; --node:#e8eef6; }
        @media (prefers-color-scheme: dark) { :root { --bg:#15181c; --fg:#e6e8ea; --sub:#9aa4ae; --card:#1d2126; --line:#333a42; --critical:#ff8a80; --high:#ffab70; --medium:#e6cf6b; --low:#a9bccb; --used:#5cc9a3; --unused:#e8905f; --blind:#525c66; --node:#27313d; } }
        * { box-sizing:border-box; }
        body { margin:0; background:var(--bg); color:var(--fg); font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif; }
        main { max-width:1040px; margin:0 auto; padding:2rem 1.25rem 4rem; }
        h1 { font-size:1.9rem; letter-spacing:-.02em; margin:0 0 .2rem; }
        h2 { font-size:1.25rem; margin:2.4rem 0 .6rem; padding-top:1rem; border-top:1px solid var(--line); }
        h3 { font-size:1.02rem; margin:.1rem 0 .3rem; }
        .sub { color:var(--sub); margin:.1rem 0 .8rem; }
        code { font:.88em ui-monospace,SFMono-Regular,Menlo,"Liberation Mono",monospace; overflow-wrap:anywhere; }
        .tiles { display:grid; grid-template-columns:repeat(auto-fit,minmax(160px,1fr)); gap:.8rem; margin-top:1.2rem; }
        .tile { background:var(--card); border:1px solid var(--line); border-radius:10px; padding:.9rem 1rem; }
        .tile strong { display:block; font-size:1.9rem; line-height:1.15; font-variant-numeric:tabular-nums; }
        .tile span { color:var(--sub); font-size:.88rem; }
        .tile.bad strong { color:var(--critical); } .tile.warn strong { color:var(--high); }
        .notice { background:var(--card); border-left:4px solid var(--high); padding:.6rem .9rem; }
        ol.first { list-style:none; padding:0; margin:0; display:grid; gap:.7rem; }
        .card { background:var(--card); border:1px solid var(--line); border-left:5px solid var(--low); border-radius:8px; padding:.8rem 1rem; }
        .card p { margin:.2rem 0; overflow-wrap:anywhere; } .card h3 { overflow-wrap:anywhere; } .card .do { color:var(--sub); }
        .card.critical, details.path.critical { border-left-color:var(--critical); } .card.high, details.path.high { border-left-color:var(--high); } .card.medium, details.path.medium { border-left-color:var(--medium); }
        .badge { font-size:.7rem; text-transform:uppercase; letter-spacing:.06em; font-weight:600; margin-right:.5rem; color:var(--low); white-space:nowrap; }
        .critical > .badge, .critical > summary > .badge, .badge.critical, .sev.critical { color:var(--critical); }
        .high > .badge, .high > summary > .badge, .badge.high, .sev.high { color:var(--high); }
        .medium > .badge, .medium > summary > .badge, .badge.medium, .sev.medium { color:var(--medium); }
        details { background:var(--card); border:1px solid var(--line); border-radius:8px; padding:.5rem .8rem; margin:.45rem 0; }
        details.path { border-left-width:5px; }
        summary { cursor:pointer; }
        .chain { line-height:2; }
        .node { background:var(--node); border-radius:6px; padding:.12rem .45rem; font-size:.9rem; overflow-wrap:anywhere; }
        .via { color:var(--sub); font-size:.82rem; margin:0 .35rem; }
        .via::before { content:"—"; margin-right:.3rem; } .via::after { content:"→"; margin-left:.3rem; }
        .cond { color:var(--medium); font-size:.86rem; margin-left:.4rem; }
        .steps li { margin:.6rem 0; } .method { color:var(--sub); } .ids { overflow-wrap:anywhere; }
        .evidence { color:var(--sub); font-size:.86rem; overflow-wrap:anywhere; }
        table { border-collapse:collapse; width:100%; font-size:.9rem; }
        th, td { text-align:left; vertical-align:top; padding:.4rem .5rem; border-bottom:1px solid var(--line); overflow-wrap:anywhere; }
        th { font-weight:600; } .num { white-space:nowrap; text-align:right; font-variant-numeric:tabular-nums; color:var(--sub); }
        .bars th { width:30%; font-weight:500; } .bars small { color:var(--sub); } .bars svg { width:100%; height:16px; display:block; margin-top:.35rem; }
        rect.used { fill:var(--used); } rect.unused { fill:var(--unused); } rect.blind { fill:var(--blind); }
        .legend { color:var(--sub); font-size:.88rem; } .k { display:inline-block; width:.8em; height:.8em; border-radius:2px; margin:0 .3em 0 .9em; }
        .k.used { background:var(--used); } .k.unused { background:var(--unused); } .k.blind { background:var(--blind); }
        .sev { font-size:.8rem; white-space:nowrap; }
        @media print { body { background:#fff; } details { break-inside:avoid; } details > *:not(summary) { display:block; } details::details-content { content-visibility:visible; height:auto; } .card, .tile { break-inside:avoid; } }

        """;
}
