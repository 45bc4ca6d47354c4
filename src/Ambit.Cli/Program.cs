using Ambit.Cli;

return await CommandLine.RunAsync(args, World.OfProcess(), CancellationToken.None).ConfigureAwait(false);
