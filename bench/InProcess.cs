using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Ambit.Bench;

/// <summary>
/// Short runs inside this process: the build puts everything below <c>artifacts/</c>, where BenchmarkDotNet's own project does not
/// find what it needs.
/// </summary>
public sealed class InProcess : ManualConfig
{
    public InProcess() => AddJob(Job.ShortRun.WithToolchain(new InProcessEmitToolchain(logOutput: true)));
}
