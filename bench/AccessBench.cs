using Ambit.Access;
using Ambit.Aws.Access;
using BenchmarkDotNet.Attributes;

namespace Ambit.Bench;

/// <summary>
/// Decisions over a compiled estate. The peer is npm's <c>@cloud-copilot/iam-simulate</c> on the same requests:
/// <c>bench/peers/iam-simulate</c>. Budget: no allocation for a decision.
/// </summary>
[MemoryDiagnoser]
[Config(typeof(InProcess))]
public class AccessBench
{
    private AwsWorld _world = null!;
    private AwsAccess _many = null!;
    private CompiledPrincipal _simple = null!;
    private CompiledPrincipal _heavy = null!;
    private RequestContext _context = null!;

    [GlobalSetup]
    public void Open()
    {
        _world = new AwsWorld(AccessEstate.Of(0));
        _simple = _world.Find(AccessEstate.Simple)!;
        _heavy = _world.Find(AccessEstate.Heavy)!;
        _context = _world.Context(("aws:RequestedRegion", "eu-west-1"));
        _many = new AwsAccess(AccessEstate.Of(10_000));
        WhoCan();
    }

    /// <summary>One user, one policy, one bucket of its account.</summary>
    [Benchmark]
    public Outcome Simple() => _world.Decide(_simple, "s3:GetObject", "arn:aws:s3:::data/a.txt", _context);

    /// <summary>Six AWS-managed policies, a boundary, three levels of guardrails.</summary>
    [Benchmark]
    public Outcome Heavy() => _world.Decide(_heavy, "s3:PutObject", "arn:aws:s3:::data/a.txt", _context);

    /// <summary>All that one principal can do, over the whole catalogue.</summary>
    [Benchmark]
    public int WhatCan() => _world.Actions(_heavy).Allowed.Length;

    /// <summary>Who of ten thousand may read an object.</summary>
    [Benchmark]
    public int WhoCan() => _many.WhoCan("s3:GetObject", "arn:aws:s3:::data-40/a.txt", AccessRequest.NoContext, roots: false).Count;
}
