using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

/// <summary>Numbers and weights to test a layer with, the same each time, and a scope that takes the tensors.</summary>
public abstract class LayerTests
{
    private readonly DisposeScope _scope = NewDisposeScope();

    protected Generator Random { get; } = new(23);

    protected ParameterFactory Parameters { get; } = new(5, CPU);

    [TestCleanup]
    public void Release()
    {
        _scope.Dispose();
        Parameters.Dispose();
        Random.Dispose();
    }
}
