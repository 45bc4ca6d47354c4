namespace Ambit.Import;

/// <summary>The output of a decompressor, counted against the budget of its file.</summary>
internal sealed class UnpackedStream(Stream inner, ExpansionBudget budget) : ForwardStream
{
    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        budget.Spend(read);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
