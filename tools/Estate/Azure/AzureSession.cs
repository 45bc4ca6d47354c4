namespace Ambit.Estate.Azure;

/// <summary>One token of one identity: what it claims stays the same as long as it is valid.</summary>
/// <param name="Who">The identity in the cast.</param>
/// <param name="Address">Where it is used from.</param>
/// <param name="UniqueTokenId">The token's id, by which sign-in and activity logs are joined.</param>
/// <param name="SessionId">The session that the token is of.</param>
/// <param name="Issued">When it was issued.</param>
/// <param name="Claims">Its claims as the Activity Log prints them, JSON.</param>
internal sealed record AzureSession(string Who, string Address, string UniqueTokenId, string SessionId, DateTime Issued, string Claims)
{
    private const string Microsoft = "http://schemas.microsoft.com/";
    private const string Soap = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";

    /// <summary>Draws a token.</summary>
    public static AzureSession Of(AzureCast cast, Drawn drawn, string who, DateTime issued)
    {
        var (address, token, session) = (drawn.Address(), drawn.Opaque(22), drawn.Guid());
        var begin = $$$$"""{"aud":"https://management.core.windows.net/","iss":"https://sts.windows.net/{{{{cast.Tenant}}}}/","iat":"{{{{Drawn.Epoch(issued)}}}}","nbf":"{{{{Drawn.Epoch(issued)}}}}","exp":"{{{{Drawn.Epoch(issued) + 3600 + drawn.Below(1800)}}}}",""";
        var claims = cast.Users.Contains(who) ? User(cast, drawn, who, address, session) : Workload(cast, drawn, who);
        return new AzureSession(who, address, token, session, issued, $$$$"""{{{{begin}}}}{{{{claims}}}},"uti":"{{{{token}}}}","ver":"1.0","xms_tcdt":"1483718400"}""");
    }

    private static string User(AzureCast cast, Drawn drawn, string who, string address, string session) =>
        $$$$"""
        "{{{{Microsoft}}}}claims/authnclassreference":"1","aio":"AVQAq/8X{{{{drawn.Opaque(96)}}}}","{{{{Microsoft}}}}claims/authnmethodsreferences":"pwd,mfa","appid":"c44b4083-3bb0-49c1-b47d-974e53cbdf3c","appidacr":"0","{{{{Microsoft}}}}2012/01/devicecontext/claims/identifier":"{{{{cast.Id("device " + who)}}}}","{{{{Soap}}}}surname":"{{{{who[(who.IndexOf('.') + 1)..]}}}}","{{{{Soap}}}}givenname":"{{{{who.Split('.')[0]}}}}","groups":"{{{{string.Join(',', cast.Groups.Where(g => g.Value.Contains(who)).Select(g => cast.Id(g.Key)))}}}}","idtyp":"user","ipaddr":"{{{{address}}}}","name":"{{{{who}}}}","{{{{Microsoft}}}}identity/claims/objectidentifier":"{{{{cast.Id(who)}}}}","puid":"1003{{{{Seeded.Of(who) >> 16:X12}}}}","rh":"1.AX0A{{{{drawn.Opaque(48)}}}}.","{{{{Microsoft}}}}identity/claims/scope":"user_impersonation","sid":"{{{{session}}}}","{{{{Soap}}}}nameidentifier":"{{{{Seeded.Base32("subject " + who, 43)}}}}","{{{{Microsoft}}}}identity/claims/tenantid":"{{{{cast.Tenant}}}}","{{{{Soap}}}}name":"{{{{cast.Upn(who)}}}}","{{{{Soap}}}}upn":"{{{{cast.Upn(who)}}}}","wids":"b79fbf4d-3ef9-4689-8143-76b194e85509","xms_cc":"CP1","xms_ftd":"{{{{drawn.Opaque(64)}}}}","xms_idrel":"1 24"
        """;

    private static string Workload(AzureCast cast, Drawn drawn, string who) =>
        $$$$"""
        "aio":"k2RgYP{{{{drawn.Opaque(26)}}}}","appid":"{{{{cast.Id("appid " + who)}}}}","appidacr":"2","{{{{Microsoft}}}}identity/claims/identityprovider":"https://sts.windows.net/{{{{cast.Tenant}}}}/","idtyp":"app","{{{{Microsoft}}}}identity/claims/objectidentifier":"{{{{cast.Id(who)}}}}","rh":"1.AX0A{{{{drawn.Opaque(48)}}}}.","{{{{Soap}}}}nameidentifier":"{{{{cast.Id(who)}}}}","{{{{Microsoft}}}}identity/claims/tenantid":"{{{{cast.Tenant}}}}","xms_idrel":"7 30","xms_rd":"0.42L{{{{drawn.Opaque(40)}}}}"
        """;
}
