using Shop.Bench.Shop.Contenders;
using Shop.Bench.Shop.Load;
using Shop.Bench.Shop.References;
using Shop.Bench.Shop.Scenarios;
using Shop.Bench.Shop.Servers;

namespace Shop.Bench.Shop;

/// <summary>Who is measured: the chosen scenarios, each after the references that it is compared with.</summary>
internal sealed class ContenderCatalogue(
    Operations operations, IReadOnlyList<string> only, Func<Scenario, IContender> ofShop,
    Func<string, LoadGenerator> ofBare, ReferenceDatabase database, PublishContender publish)
{
    public IReadOnlyList<Scenario> Scenarios =>
        [.. new ScenarioCatalogue(operations).All.Where(scenario => IsChosen(scenario.Name))];

    public IReadOnlyList<IContender> All()
    {
        var needed = Scenarios.SelectMany(scenario => scenario.References).ToHashSet();
        IContender[] references =
            [.. References().Where(reference => needed.Contains(reference.Name) || IsChosen(reference.Name))];

        return [.. Scenarios.Select(ofShop), .. references];
    }

    private IEnumerable<IContender> References()
    {
        foreach (var count in (int[])[20, 100])
        {
            yield return new BareContender(
                ReferenceNames.Bare($"products({count})"),
                Operations.Products(count),
                ofBare(BareServer.ListPath(count)));
            yield return new PgbenchContender(
                ReferenceNames.Select(count), PgbenchScripts.SelectPage(count), database);
        }

        yield return new BareContender(
            ReferenceNames.Bare("product(id)"), operations.Product, ofBare(BareServer.ProductPath));
        yield return new PgbenchContender(ReferenceNames.Select(1), PgbenchScripts.SelectOne, database);
        yield return new PasswordContender();
        yield return new PgbenchContender(ReferenceNames.Order(1), PgbenchScripts.PlaceOrder(1), database);
        yield return new PgbenchContender(ReferenceNames.Order(3), PgbenchScripts.PlaceOrder(3), database);
        yield return new PgbenchContender(ReferenceNames.HotOrder, PgbenchScripts.PlaceHotOrder, database);
        yield return publish;
    }

    private bool IsChosen(string name) =>
        only.Count == 0 || only.Any(text => name.Contains(text, StringComparison.OrdinalIgnoreCase));
}
