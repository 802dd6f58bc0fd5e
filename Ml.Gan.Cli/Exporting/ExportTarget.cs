using Ml.Gan.Onnx;
using Ml.Gan.Onnx.Writing;

namespace Ml.Gan.Cli.Exporting;

/// <summary>Where a model that is written anew goes.</summary>
internal abstract class ExportTarget
{
    /// <summary>Refuses what can't be written, before the work.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    public abstract void Require();

    /// <summary>Writes the model; tells where it is.</summary>
    public abstract string Save(byte[] model);
}

/// <summary>A file of its own.</summary>
internal sealed class FileTarget(string path) : ExportTarget
{
    public override void Require() => AtomicFile.RequireFolder(path);

    public override string Save(byte[] model)
    {
        OnnxFile.Save(model, path);
        return path;
    }
}
