using System.Globalization;

namespace Ambit.Estate.Aws;

/// <summary>
/// What makes logs of a large measure as varied as real ones, for the benches: sessions that live an hour, the clients' long and
/// many user agents, S3's and STS's long random texts, tasks that come and go. Real CloudTrail files hold some 1,260 bytes an event,
/// 150 of them packed; without all this the logs would pack, and inflate, far better than any real ones. The committed sample needs
/// none of it.
/// </summary>
internal sealed class Volume(Seeded random)
{
    private const int AgentsEach = 12;
    private const string Base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private const string Crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static readonly string[] s_clients =
    [
        "APN/1.0 HashiCorp/1.0 Terraform/1.{0}.{1} (+https://www.terraform.io) terraform-provider-aws/5.{2}.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.3{3}.{1} ua/2.1 os/linux lang/go#1.2{3}.{3} md/GOOS#linux md/GOARCH#amd64 api/sts#1.33.{1} m/E,n",
        "aws-cli/2.{0}.{1} md/awscrt#0.2{3}.{1} ua/2.1 os/linux#5.10.{2}-{2}.{1}.amzn2.x86_64 md/arch#x86_64 lang/python#3.12.{3} md/pyimpl#CPython m/E,b,Z cfg/retry-mode#standard md/installer#exe md/distrib#amzn.2 md/prompt#off md/command#multiple",
        "Boto3/1.3{3}.{2} md/Botocore#1.3{3}.{2} ua/2.0 os/linux#6.1.{2}-{1}.amzn2023.x86_64 md/arch#x86_64 lang/python#3.1{3}.{3} md/pyimpl#CPython exec-env/AWS_ECS_FARGATE m/Z,b,D,E cfg/retry-mode#legacy Botocore/1.3{3}.{2}",
        "aws-sdk-java/2.2{3}.{2} md/io#async md/http#NettyNio ua/2.1 os/Linux#6.1.{2} lang/java#21.0.{3} md/OpenJDK_64-Bit_Server_VM#21.0.{3}+{1}-LTS md/vendor#Amazon.com_Inc. md/en_US exec-env/AWS_Lambda_java21 m/D,N",
        "aws-sdk-js/3.{2}.0 ua/2.1 os/linux#5.10.{2} lang/js md/nodejs#22.{1}.0 api/dynamodb#3.{2}.0 exec-env/AWS_Lambda_nodejs22.x m/E,e",
        "[S3Console/0.4, aws-internal/3 aws-sdk-java/1.12.{2} Linux/5.4.{2}-169.{2}.amzn2int.x86_64 OpenJDK_64-Bit_Server_VM/25.{2}-b0{3} java/1.8.0_{2} vendor/Oracle_Corporation cfg/retry-mode/standard]",
    ];

    private readonly Dictionary<Actor, string[]> _agents = [];

    /// <summary>The session an actor is in at an hour: its calls share a key and a creation time.</summary>
    public TrailSession Session(Actor actor, DateTime at)
    {
        var name = random.Pick(actor.Sessions);
        var hour = at.Date.AddHours(at.Hour);
        var own = new Seeded(Seeded.Of($"{actor.Arn} {name} {hour:yyyyMMddHH}"));

        // A task's id is its session's name, and a task ends: those who have such a name have another tomorrow.
        if (name.Length == 20 && name.All(char.IsAsciiHexDigitLower))
            name = $"{new Seeded(Seeded.Of($"{actor.Arn} {name} {hour:yyyyMMdd}")).Next():x16}{own.Below(2):x4}";
        return new TrailSession(name, "ASIA" + Seeded.Base32($"{actor.Arn}{name}{hour:yyyyMMddHH}", 16), hour.AddSeconds(-own.Below(3600) - 1));
    }

    /// <summary>One of the clients that an actor uses.</summary>
    public string Agent(Actor actor)
    {
        if (!_agents.TryGetValue(actor, out var agents))
            _agents.Add(actor, agents = [.. Enumerable.Range(0, AgentsEach).Select(_ => Agent())]);
        return random.Pick(agents);
    }

    /// <summary>S3 numbers its requests in its own way and gives each a second id.</summary>
    public string? RequestId(Call call) => call.Service == "s3" ? Text(Crockford, 16) : null;

    /// <summary>What the service says besides, with S3's second id and what went over the wire.</summary>
    public string? Additional(Call call) =>
        call.Service == "s3" && call.Additional is { } given
            ? $$"""{{given[..^1].Replace("1024", random.Below(4_000_000).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)}},"x-amz-id-2":"{{Text(Base64, 86)}}=="}"""
            : call.Additional;

    /// <summary>What the service answered; STS's answer holds the session's token (shortened: the sample assumes roles more often than real accounts do).</summary>
    public string Response(Call call, DateTime at) =>
        call.Name.StartsWith("AssumeRole", StringComparison.Ordinal) && call.Response.StartsWith('{')
            ? $$"""{"credentials":{"accessKeyId":"ASIA{{Text(Crockford, 16)}}","sessionToken":"IQoJb3JpZ2luX2Vj{{Text(Base64, 160)}}==","expiration":"{{at.AddHours(1).ToString("MMM d, yyyy, h:mm:ss tt", CultureInfo.InvariantCulture)}}"},{{call.Response[1..]}}"""
            : call.Response;

    private string Agent() => string.Format(CultureInfo.InvariantCulture, random.Pick(s_clients), random.Below(40), random.Below(60), 100 + random.Below(300), random.Below(10));

    private string Text(string alphabet, int length) => string.Create(length, alphabet, (span, letters) =>
    {
        foreach (ref var letter in span)
            letter = letters[random.Below(letters.Length)];
    });
}
