using System.Text;
using Ambit.Import;

namespace Ambit.Tests.Import;

/// <summary>Files made in the test.</summary>
internal sealed class MemoryInput : IInputSource
{
    private readonly List<InputFile> _files = [];

    public MemoryInput Add(string path, byte[] content)
    {
        _files.Add(new InputFile(path, InputFile.Split(path), content.Length, () => new MemoryStream(content, writable: false)));
        return this;
    }

    public MemoryInput Add(string path, string content) => Add(path, Encoding.UTF8.GetBytes(content));

    public MemoryInput Add(InputFile file)
    {
        _files.Add(file);
        return this;
    }

    public IEnumerable<InputFile> Files(CancellationToken cancellation) => _files;
}
