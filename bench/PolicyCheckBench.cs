using Ambit.Aws.Catalogue;
using Ambit.Aws.Policies;
using Ambit.Aws.Policies.Sets;
using BenchmarkDotNet.Attributes;

namespace Ambit.Bench;

/// <summary>
/// `policy check` on policies of the catalogue and on small ones. The budget is 100 ms at the 95th percentile of a set of questions;
/// ReadOnlyAccess against itself, some 1,300 patterns on each side, is the worst that AWS itself has to offer.
/// </summary>
[MemoryDiagnoser]
[Config(typeof(InProcess))]
public class PolicyCheckBench
{
    private static readonly PolicyDocument Narrow = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::acme-*/tmp/*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}}""");
    private static readonly PolicyDocument Wide = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"},{"Effect":"Deny","Action":"s3:Put*","Resource":"*"}]}""");
    private readonly PolicyDocument _readOnly = Managed("ReadOnlyAccess");
    private readonly PolicyDocument _audit = Managed("SecurityAudit");
    private readonly List<(PolicyDocument, PolicyDocument)> _pairs = [];

    /// <summary>Pairs of policies of the catalogue, the same each time.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var arns = AwsCatalogue.Current.ManagedPolicies.Arns.Order(StringComparer.Ordinal).ToList();
        for (var i = 0; i < 100; i++)
            _pairs.Add((Document(arns[i * 37 % arns.Count]), Document(arns[i * 101 % arns.Count])));
    }

    [Benchmark(Baseline = true)]
    public bool? Holds() => PolicySets.NoNewAccess(Narrow, Wide, PolicyKind.Identity).Holds;

    [Benchmark]
    public bool? WithWitness() => PolicySets.NoNewAccess(Wide, Narrow, PolicyKind.Identity).Holds;

    [Benchmark]
    public int HundredPairsOfTheCatalogue() => _pairs.Count(p => PolicySets.NoNewAccess(p.Item1, p.Item2, PolicyKind.Identity).Holds == true);

    [Benchmark]
    public bool? SecurityAuditAgainstReadOnlyAccess() => PolicySets.NoNewAccess(_audit, _readOnly, PolicyKind.Identity).Holds;

    [Benchmark]
    public bool? ReadOnlyAccessAgainstItself() => PolicySets.NoNewAccess(_readOnly, _readOnly, PolicyKind.Identity).Holds;

    private static PolicyDocument Managed(string name) => Document($"arn:aws:iam::aws:policy/{name}");

    private static PolicyDocument Document(string arn) => PolicyDocument.Parse(AwsCatalogue.Current.ManagedPolicies.Find(arn)!.Json);
}
