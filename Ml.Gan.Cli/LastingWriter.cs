using System.Text;

namespace Ml.Gan.Cli;

/// <summary>Writer that drops what another one can't write any more, because who read it has gone.</summary>
internal sealed class LastingWriter(TextWriter writer) : TextWriter
{
    private bool _isClosed;

    public override Encoding Encoding => writer.Encoding;

    public override void Write(char value) => Try(() => writer.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => writer.Write(buffer, index, count));

    public override void Write(string? value) => Try(() => writer.Write(value));

    public override void WriteLine(string? value) => Try(() => writer.WriteLine(value));

    public override void Flush() => Try(writer.Flush);

    private void Try(Action write)
    {
        if (_isClosed)
            return;
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _isClosed = true;
        }
    }
}
