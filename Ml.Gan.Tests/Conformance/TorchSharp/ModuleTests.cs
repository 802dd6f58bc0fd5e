using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Conformance.Torch;

[TestClass]
public class ModuleTests
{
    [TestMethod]
    public void FieldsAreRegisteredUnderTheirNames()
    {
        using DisposeScope scope = NewDisposeScope();
        using var net = new Net();
        CollectionAssert.AreEquivalent(
            (string[])["scale", "first.weight", "first.bias", "inner.last.weight", "inner.last.bias"],
            net.named_parameters().Select(p => p.name).ToArray());
        CollectionAssert.AreEquivalent((string[])["count"], net.named_buffers().Select(b => b.name).ToArray());
        CollectionAssert.AreEquivalent(
            (string[])["first", "inner"], net.named_children().Select(m => m.name).ToArray());
        CollectionAssert.AreEquivalent(
            (string[])["scale"], net.named_parameters(recurse: false).Select(p => p.name).ToArray());
        Assert.AreEqual(5, net.parameters().Count());
    }

    [TestMethod]
    public void ParametersAreTheFieldsThemselves()
    {
        using DisposeScope scope = NewDisposeScope();
        using var net = new Net();
        Assert.AreSame(net.Scale, net.get_parameter("scale"));
        using (no_grad()) net.get_parameter("scale").fill_(3);
        Assert.AreEqual(3.0, net.Scale.ToDouble());
    }

    [TestMethod]
    public void ModesReachTheModulesBelow()
    {
        using DisposeScope scope = NewDisposeScope();
        using var net = new Net();
        Assert.IsTrue(net.training);
        net.eval();
        Assert.IsTrue(net.modules().All(m => !m.training));
        Assert.IsFalse(net.training);
        net.train();
        Assert.IsTrue(net.modules().All(m => m.training));
    }

    [TestMethod]
    public void StateOfOneModuleLoadsIntoAnother()
    {
        using DisposeScope scope = NewDisposeScope();
        using Net source = new(), target = new();
        using (no_grad()) source.Count.fill_(5);
        using Tensor x = ones(2, 3);
        target.load_state_dict(source.state_dict());
        Numeric.AreClose(source.call(x), target.call(x), 0);
        Assert.AreEqual(5.0, target.Count.ToDouble());
        CollectionAssert.AreEquivalent(
            (string[])["scale", "count", "first.weight", "first.bias", "inner.last.weight", "inner.last.bias"],
            source.state_dict().Keys.ToArray());
    }

    [TestMethod]
    public void AStateThatDoesNotFitIsRefused()
    {
        using DisposeScope scope = NewDisposeScope();
        using Net net = new();
        Dictionary<string, Tensor> state = net.state_dict();
        state.Remove("scale");
        Assert.Throws<InvalidOperationException>(() => net.load_state_dict(state));
        var (missing, unexpected) = net.load_state_dict(state, strict: false);
        CollectionAssert.AreEqual((string[])["scale"], missing.ToArray());
        Assert.IsEmpty(unexpected);
    }

    [TestMethod]
    public void ANameIsTakenOnce()
    {
        using DisposeScope scope = NewDisposeScope();
        using var net = new Net();
        Assert.Throws<InvalidOperationException>(() => net.register_parameter("scale", new Parameter(ones(1))));
        Assert.Throws<InvalidOperationException>(() => net.register_buffer("count", ones(1)));
        Assert.Throws<InvalidOperationException>(() => net.register_module("first", nn.ReLU()));
    }

    [TestMethod]
    public void ConversionKeepsValuesAndGradientFlags()
    {
        using DisposeScope scope = NewDisposeScope();
        using var net = new Net();
        double before = net.Scale.ToDouble();
        net.to(float64);
        Assert.IsTrue(net.parameters().All(p => p.dtype == float64 && p.requires_grad && p.is_leaf));
        Assert.AreEqual(float64, net.Scale.dtype);
        Assert.AreEqual(before, net.Scale.ToDouble());
        Assert.AreEqual(float64, net.call(ones(2, 3, dtype: float64)).dtype);
    }

    [TestMethod]
    public void ASequenceAppliesItsModulesInTurn()
    {
        using DisposeScope scope = NewDisposeScope();
        using Sequential net = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2));
        CollectionAssert.AreEquivalent(
            (string[])["0.weight", "0.bias", "2.weight", "2.bias"],
            net.named_parameters().Select(p => p.name).ToArray());
        using Tensor x = randn(5, 3);
        Dictionary<string, Tensor> s = net.state_dict();
        Tensor hidden = (x.matmul(s["0.weight"].t()) + s["0.bias"]).clamp_min(0);
        Numeric.AreClose(hidden.matmul(s["2.weight"].t()) + s["2.bias"], net.call(x), 1e-5);
    }

    [TestMethod]
    public void DisposingAModuleDisposesItsParameters()
    {
        var net = new Net();
        Parameter[] parameters = [.. net.parameters()];
        net.Dispose();
        Assert.IsTrue(parameters.All(p => p.IsInvalid));
    }

    [TestMethod]
    public void GradientsAreClipped()
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter a = new(zeros(2)), b = new(zeros(1));
        a.grad = tensor(new[] { 3f, 0f });
        b.grad = tensor(new[] { 4f });
        Assert.AreEqual(5.0, nn.utils.clip_grad_norm_([a, b], 1.0), 1e-6);
        Numeric.AreClose([0.6, 0], a.grad, 1e-5);
        Numeric.AreClose([0.8], b.grad, 1e-5);
    }

    sealed class Net : nn.Module<Tensor, Tensor>
    {
        readonly Linear first = nn.Linear(3, 4);
        readonly Inner inner = new();
        readonly Parameter scale = new(full(1, 2f));
        readonly Tensor count = zeros(1);

        public Net() : base(nameof(Net)) => RegisterComponents();

        public Parameter Scale => get_parameter("scale");

        public Tensor Count => count;

        public override Tensor forward(Tensor input) => inner.call(first.call(input)) * scale;
    }

    sealed class Inner : nn.Module<Tensor, Tensor>
    {
        readonly Linear last = nn.Linear(4, 1);

        public Inner() : base(nameof(Inner)) => RegisterComponents();

        public override Tensor forward(Tensor input) => last.call(input);
    }
}
